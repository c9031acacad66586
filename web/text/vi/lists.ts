export const lists = {
  title: 'Danh mục', lead: 'Những danh sách dùng chung cho cả tủ sách.',
  laws: 'Số hiệu, hiệu lực, văn bản thay thế; tài liệu nào dẫn chiếu.', imports: 'Đưa nhiều tài liệu vào bằng Excel hoặc CSV; tải danh mục về để sửa rồi đưa lên lại.',
};
