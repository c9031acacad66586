/**
 * The 400 syllables with marks that stand most often in Vietnam's legal code (Pháp điển), nine of
 * ten that bear marks: of two readings that are both spelled right, the one with these is meant.
 */
export const FREQUENT_SYLLABLES: ReadonlySet<string> = new Set(
  `định của và điều có các công cơ được thông hành hợp chức thực tại hiện cấp lý người này bộ
   với tổ vụ về việc tư pháp động nhân luật số nước tài hoặc trường dụng bảo sản ngày chính
   nhiệm đối quản quyết quyền từ liên nghiệp không nghị án khoản sở nhận bản kiểm thời đến báo
   nội trình nhà dân phải hàng đồng hội hoạt chứng quốc sự để ký thẩm là viên sử thành bị sơ
   giá năm văn đơn hồ liệu hạn xuất dịch kết phí thuế trách làm phạm tế thuộc dự học cáo phương
   giấy việt vị điểm thủ chủ phòng đề lập khác trên đầu tiếp cầu chỉ cá địa hiệu hình đăng tác
   một xã thì phát lực xác toán giải đã ngoài sách nđ trưởng hóa chuyển kể tháng yêu độ nhập
   nghệ chế ủy đổi tiền đại lượng thể tiêu đảm xử trợ khẩu kiện nộp trực hiểm chất ngân tục sát
   thuốc ứng giám hải chuẩn toàn điện quả thiết chuyên tổng bằng thống bổ tạo mục vào mức phẩm
   kế vật dẫn tự năng tỉnh phép cục hướng dựng đủ bệnh xây gồm hệ nghề gửi vệ tố mẫu tính kiến
   phụ thức nguyên tàu trị phủ kỹ nếu giáo áp lại xét trước vực thuật ở đường triển hoạch
   thương quỹ lưu phân ngành quá phục đánh khoán chương đây tạm biên tử diện thường kèm tượng
   phối nhất vận lệ thủy chấp biển dữ tòa đào tịch cứu cảnh nghĩa phần bố hỗ trả đó quân viện
   giữ dục bên nơi thác trừ bán cứ nguồn lợi truyền lục tập loại biện vốn trì phù mà thuận tiện
   ương ý hoàn sửa đ môi những đất căn duyệt đạo hưởng như trí chịu tiến phê tiết lãnh kỳ tên
   nghiệm giới ngoại hại chữa chống cần thị tờ khiếu trở tối bồi hữu nông nại tình chưa chỉnh
   đình hộ đặc vấn tương lĩnh phạt biểu phố cụ đáp tội lên soát hồi kê khí từng cùng nghiên mặt
   hạ sĩ lương cảng trú dưới đang tích dược đúng cố dưỡng lần cộng môn máy phiếu vùng miễn nuôi
   ảnh tải rõ gây đóng mình thuê cán đo cổ dùng đấu cấu bàn mới cách tín biệt khám đầy chí khả
   thỏa còn đoàn mại huyện nợ tuyến biến giữa khách ưu mạng hạng`.split(/\s+/u),
);
